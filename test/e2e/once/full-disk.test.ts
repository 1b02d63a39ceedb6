import { complaintsOf, playFullDisk } from "../../../soak/full-disk";

describe("a full disk", () => {
  test("is told while ./lab up works, then reset, cdktf deploy and down, and the next up is verified", async () => {
    const lines = await playFullDisk(3);

    expect(lines[0]).toBe("up on a full disk: 1");
    expect(lines.slice(1).join("\n")).toMatch(/^lab: .*the disk is full/s);
    expect(lines).toContain("deploy on a full disk: 1");
    expect(complaintsOf(lines)).toEqual([]);
  });
});
