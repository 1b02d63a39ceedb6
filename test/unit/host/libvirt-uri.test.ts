import { requireQemuUri } from "../../../scripts/host/libvirt-uri";

describe("a libvirt's URI", () => {
  test.each([
    "qemu:///system",
    "qemu:///session",
    "qemu+unix:///system?socket=/run/libvirt/libvirt-sock",
    "qemu+ssh://teacher@lab.example:2222/system",
    "qemu+tls://[2001:db8::1]/system",
  ])("%s names QEMU", (uri) => {
    expect(() => requireQemuUri(uri)).not.toThrow();
  });

  test.each(["foo://bar", "test:///default", "qemu:///nonsense", "qemu:///", "not a uri", "qemu:///system x"])(
    "%s names none, and the error says what was expected",
    (uri) => {
      expect(() => requireQemuUri(uri)).toThrow(
        `${JSON.stringify(uri)}, which names no libvirt with QEMU; expected one`,
      );
    },
  );
});
