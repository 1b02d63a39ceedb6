import { debian13 } from "../../../constructs/image/debian-13";
import { debian13Recipe } from "../../../constructs/image/debian-13/recipe";
import { recipeHash } from "../../../constructs/image/image-recipe";

const recipe = debian13Recipe();

test("the name carries the recipe's hash and needs no image to be built", () => {
  const image = debian13();
  expect(image.name).toBe(`debian-13-${recipeHash(recipe)}`);
  expect(image.name).toMatch(/^debian-13-[0-9a-f]{12}$/);
  expect(debian13()).toEqual(image);
});

test.each([
  ["a package", { ...recipe, packages: [...recipe.packages, "tshark"] }],
  ["a file's text", { ...recipe, files: recipe.files.map((file) => ({ ...file, content: `${file.content}#` })) }],
  ["a file's mode", { ...recipe, files: recipe.files.map((file) => ({ ...file, executable: !file.executable })) }],
  ["the disk's size", { ...recipe, diskMiB: recipe.diskMiB + 1 }],
])("another %s is another image", (_what, other) => {
  expect(recipeHash(other)).not.toBe(recipeHash(recipe));
});

test("the kernel finds its root file system, its console, and interfaces by the names of the drawings", () => {
  expect(debian13()).toMatchObject({ family: "debian", directBoot: true });
  expect(debian13().kernelArguments).toEqual(
    expect.arrayContaining(["root=/dev/vda", "rw", "console=ttyS0", "net.ifnames=0"]),
  );
});

test("what the lab and its lessons call is installed", () => {
  expect(recipe.packages).toEqual(
    expect.arrayContaining(["apache2", "cloud-init", "curl", "ipvsadm", "netplan.io", "qemu-guest-agent", "tcpdump"]),
  );
});

test("nothing is installed that could be logged in to over a network", () => {
  expect(recipe.packages.filter((name) => /ssh|telnet|rsh/.test(name))).toEqual([]);
});

test("the script that sets the system up is among the recipe's files, and may be run", () => {
  expect(recipe.files.find(({ path }) => path === recipe.customize)).toMatchObject({ executable: true });
});

test("no file is given twice", () => {
  const paths = recipe.files.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});
