import { mmdebstrapProgress, progressAt, type Stage, stages } from "../../../scripts/image/progress";

test("the stages share the whole among them", () => {
  const names = Object.keys(stages) as Stage[];
  expect(progressAt(names[0] as Stage, 0).fraction).toBe(0);
  expect(progressAt(names.at(-1) as Stage, 1).fraction).toBeCloseTo(1);
});

test("a stage that takes longer than expected does not run into the next", () => {
  expect(progressAt("packages", 7).fraction).toBeCloseTo(progressAt("customize", 0).fraction);
});

test("follows mmdebstrap by what it, apt and dpkg print, and never goes back", () => {
  const lines = [
    "I: running apt-get update...",
    "Get:1 http://mirror.example/debian trixie InRelease [140 kB]",
    "I: downloading packages with apt...",
    "0 upgraded, 2 newly installed, 0 to remove and 0 not upgraded.",
    "Get:1 http://mirror.example/debian trixie/main amd64 libc6 amd64 2.41-12 [2850 kB]",
    "Unpacking libc6:amd64 (2.41-12) ...",
    "Setting up libc6:amd64 (2.41-12) ...",
    "0 upgraded, 400 newly installed, 0 to remove and 0 not upgraded.",
    "Setting up curl (8.14) ...",
    "I: running --customize-hook in shell: sh -c 'chroot \"$1\" /recipe/customize.sh' exec /root",
  ];
  const follow = mmdebstrapProgress();
  const seen = lines.map(follow).filter((progress) => progress !== undefined);
  expect(seen.map(({ stage }) => stage)).toEqual([
    "reading the package index",
    ...Array(5).fill("installing packages"),
    "setting up the system",
  ]);
  const fractions = seen.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
});

test("other lines say nothing", () => {
  expect(mmdebstrapProgress()("Reading package lists...")).toBeUndefined();
});
