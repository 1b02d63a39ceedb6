import { kernelCommandLine } from "../../../../constructs/libvirt/kernel-command-line";

test("puts pairs into one map and bare words last", () => {
  expect(kernelCommandLine(["root=/dev/vda", "rw", "console=ttyS0", "quiet"])).toEqual([
    { console: "ttyS0", root: "/dev/vda" },
    { _: "rw quiet" },
  ]);
});

test("begins another map where a key comes again", () => {
  expect(kernelCommandLine(["console=tty0", "root=UUID=1", "console=ttyS0"])).toEqual([
    { console: "tty0" },
    { console: "ttyS0", root: "UUID=1" },
  ]);
});

test("has nothing to say without words", () => {
  expect(kernelCommandLine([])).toEqual([]);
});
