import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ownCloudConfig } from "../../../../constructs/cloud-init/guest";
import { debian13 } from "../../../../constructs/image/debian-13";
import type { GuestExtras } from "../../../../constructs/machine-options";
import { extrasMistakes } from "../../../../constructs/validation/extras";
import { named, tutorialLab } from "../tutorial-lab";

const folder = mkdtempSync(path.join(tmpdir(), "extras-"));
const [small, large, other] = ["small.deb", "large.deb", "other.rpm"].map((name) => path.join(folder, name));

beforeAll(() => {
  for (const file of [small, large, other]) writeFileSync(file ?? "", "package");
  truncateSync(large ?? "", 5 * 2 ** 20);
});

afterAll(() => rmSync(folder, { recursive: true }));

function mistakes(extras: GuestExtras): string[] {
  const lab = tutorialLab();
  const client = named(lab.machines, "client");
  return extrasMistakes(client, debian13(), ownCloudConfig(lab, client, []), extras);
}

test("accepts a machine without any", () => {
  expect(mistakes({})).toEqual([]);
});

test("accepts files, packages and cloud-config that are in nobody's way", () => {
  const cloudInit = { timezone: "Asia/Shanghai", bootcmd: ["true"], write_files: [{ path: "/etc/two", content: "" }] };
  expect(mistakes({ files: [{ path: "/etc/one", content: "" }], packageFiles: [small ?? ""], cloudInit })).toEqual([]);
});

describe("fails for a file", () => {
  test.each([
    ["etc/motd", 'its file "etc/motd" is not at an absolute path; write it like /etc/motd'],
    ["/etc/../motd", 'its file "/etc/../motd" has . or .. or a / too many in its path; write it like /motd'],
    ["/etc/", 'its file "/etc/" has . or .. or a / too many in its path; write it like /etc'],
    ["", 'its file "" is not at an absolute path; write it like /etc/example'],
    ["~/notes", 'its file "~/notes" is not at an absolute path; write it like /root/notes'],
    [
      "/etc/hosts",
      "the lab writes its file /etc/hosts itself; use another path, or change it by a command in cloudInit's runcmd",
    ],
    ["/root", "its file /root can't be one: every system has a folder of that name; use a path in it"],
    ["/etc/passwd", "its file /etc/passwd can't be one: the guest's own accounts would be gone; use cloudInit's users"],
    [
      "/etc/group/more",
      "its files /etc/group/more and /etc/group can't be in one guest: one is the other's folder; use another path",
    ],
    ["/srv/a\nb", 'the path of its file "/srv/a\\nb" has a control character; leave it out'],
    [
      "/proc/sys/net/ipv4/ip_forward",
      "its file /proc/sys/net/ipv4/ip_forward would be lost: /proc is not on the guest's disk; use another path",
    ],
    [
      "/etc/hosts/more",
      "its files /etc/hosts/more and /etc/hosts can't be in one guest: one is the other's folder; use another path",
    ],
  ])("at %j", (file, sentence) => {
    expect(mistakes({ files: [{ path: file, content: "" }] })).toEqual([`client client: ${sentence}`]);
    expect(mistakes({ cloudInit: { write_files: [{ path: file }] } })).toEqual([`client client: ${sentence}`]);
  });

  test("that is another one's folder", () => {
    const files = ["/srv/a", "/srv/a/b"].map((path) => ({ path, content: "" }));
    expect(mistakes({ files })).toEqual([
      "client client: its files /srv/a and /srv/a/b can't be in one guest: one is the other's folder; use another path",
    ]);
  });

  test("that is given twice", () => {
    const file = { path: "/etc/one", content: "" };
    expect(mistakes({ files: [file], cloudInit: { write_files: [file] } })).toEqual([
      "client client: its file /etc/one is given twice; give it once",
    ]);
  });
});

describe("fails for a text that would not arrive as it is:", () => {
  const formC =
    "has characters that are not in Unicode's normal form C, and would be changed on the way; write it with .normalize()";

  test.each([
    ["e\u0301", formC],
    ["a\0b", "has a zero byte, which no document of cloud-init can have; leave it out"],
    ["\ud800", "has half of a pair of surrogates, which is no character; leave it out"],
  ])("%j", (content, cause) => {
    expect(mistakes({ files: [{ path: "/etc/one", content }] })).toEqual([`client client: its file /etc/one ${cause}`]);
  });

  test("in cloud-config too", () => {
    expect(mistakes({ cloudInit: { runcmd: [["echo", "e\u0301"]] } })).toEqual([
      `client client: its cloudInit ${formC}`,
    ]);
  });

  test("that is none", () => {
    const content = 5 as unknown as string;
    expect(mistakes({ files: [{ path: "/etc/one", content }] })).toEqual([
      "client client: its file /etc/one has the content 5; give it a text",
    ]);
  });
});

describe("fails for packages", () => {
  test("that are not on this computer", () => {
    expect(mistakes({ packageFiles: ["/no/such.deb"] })).toEqual([
      "client client: its package /no/such.deb is not on this computer; give the path of a .deb file",
    ]);
  });

  test("of another family of distributions", () => {
    expect(mistakes({ packageFiles: [other ?? ""] })).toEqual([
      `client client: its package ${other} is not for its image of the family debian; give it a .deb file`,
    ]);
  });

  test("whose name a shell would not take as it is", () => {
    expect(mistakes({ packageFiles: ["/tmp/my tree.deb"] })).toEqual([
      "client client: its package /tmp/my tree.deb has an unusual name; use letters, digits and any of + - . _ ~ alone",
    ]);
  });

  test("of one name", () => {
    expect(mistakes({ packageFiles: [small ?? "", small ?? ""] })).toEqual([
      `client client: its packages ${small} and ${small} have one name; give it one of them`,
    ]);
  });

  test("that are too large", () => {
    expect(mistakes({ packageFiles: [large ?? ""] })).toEqual([
      "client client: its packages come to 5.0 MiB, and 4 MiB fit its seed; put them into an image of your own, see docs/image.md",
    ]);
  });
});

describe("fails for cloud-config", () => {
  test("that no module of the image reads", () => {
    expect(mistakes({ cloudInit: { runcmds: [["true"]] } })).toEqual([
      "client client: its image's cloud-init does not read runcmds; did you mean runcmd?",
    ]);
    expect(mistakes({ cloudInit: { ntp: {} } })).toEqual([
      "client client: its image's cloud-init does not read ntp; use any of bootcmd, write_files, users, groups, " +
        "chpasswd, timezone, runcmd, power_state, or an image of your own (docs/image.md)",
    ]);
  });

  test("that is a text where cloud-init takes a list", () => {
    expect(mistakes({ cloudInit: { bootcmd: "true" } })).toEqual([
      'client client: cloud-init\'s bootcmd is "true"; give it a list',
    ]);
  });

  test.each([
    [{ hostname: "other" }, "the lab sets cloud-init's hostname itself; leave it out of cloudInit"],
    [{ manage_etc_hosts: true }, "the lab sets cloud-init's manage_etc_hosts itself; leave it out of cloudInit"],
    [{ runcmd: "true" }, 'cloud-init\'s runcmd is "true"; give it a list'],
  ])("%j", (cloudInit, sentence) => {
    expect(mistakes({ cloudInit })).toEqual([`client client: ${sentence}`]);
  });

  test.each([
    [{ runcmd: [1] }, "cloud-init's runcmd[0] is 1; give it a list or a text"],
    [{ bootcmd: [["sleep", 1]] }, "cloud-init's bootcmd[0][1] is 1; give it a text"],
    [{ write_files: ["/etc/one"] }, 'cloud-init\'s write_files[0] is "/etc/one"; give it an object'],
    [{ write_files: [{ path: 5 }] }, "cloud-init's write_files[0].path is 5; give it a text"],
    [{ write_files: [{ content: "" }] }, 'cloud-init\'s write_files[0] is {"content":""}; give it path'],
    [
      { write_files: [{ path: "/etc/one", mode: "755" }] },
      "cloud-init's write_files[0] has mode, which is not read there; leave it out",
    ],
    [
      { write_files: [{ path: "/etc/one", permissions: 755 }] },
      "cloud-init's write_files[0].permissions is 755; give it a text",
    ],
    [{ users: 1 }, "cloud-init's users is 1; give it a text or a list or an object"],
    [
      { users: ["a", { name: "b", lock_passwd: "no" }] },
      'cloud-init\'s users[1].lock_passwd is "no"; give it true or false',
    ],
    [
      { chpasswd: { users: [{ name: "a" }] } },
      'cloud-init\'s chpasswd.users[0] is {"name":"a"}; give it type or password',
    ],
    [
      { chpasswd: { users: [{ name: "a", passwd: "b" }] } },
      "cloud-init's chpasswd.users[0] has passwd, which is not read there; leave it out",
    ],
    [{ chpasswd: { list: ["a"] } }, 'cloud-init\'s chpasswd.list[0] is "a", which does not match pattern "^.+:.+$"'],
    [
      { timezone: "Mars/Phobos" },
      `cloud-init's timezone is "Mars/Phobos", which is none; use one such as "Europe/Berlin"`,
    ],
    [
      { timezone: "europe/berlin" },
      `cloud-init's timezone is "europe/berlin", which is none; use one such as "Europe/Berlin"`,
    ],
    [
      { write_files: [{ path: "/etc/one", owner: "root:root:root" }] },
      `cloud-init's write_files[0].owner is "root:root:root"; use one such as "root:root"`,
    ],
    [
      { users: ["ann"], write_files: [{ path: "/etc/one", owner: "ann:ann" }] },
      "cloud-init's write_files[0].owner ann is not there yet when the file is written; give the file defer: true",
    ],
    [{ users: ["ann", { name: "ann" }] }, "cloud-init's users[1].name and users[0] have the same name; leave one out"],
    [{ timezone: "+01:00" }, `cloud-init's timezone is "+01:00", which is none; use one such as "Europe/Berlin"`],
    [
      { write_files: [{ path: "/etc/one", permissions: "rw-r--r--" }] },
      `cloud-init's write_files[0].permissions is "rw-r--r--"; use one such as "0644"`,
    ],
    [{ timezone: 8 }, "cloud-init's timezone is 8; give it a text"],
    [{ power_state: { mode: "sleep" } }, 'cloud-init\'s power_state.mode is "sleep"; use poweroff or reboot or halt'],
    [{ runcmd: [] }, "cloud-init's runcmd is [], which does not meet minimum length of 1"],
  ])("with a wrong entry: %j", (cloudInit, sentence) => {
    expect(mistakes({ cloudInit })).toEqual([`client client: ${sentence}`]);
  });
});

test.each(["a b", "Ann", "-x", "a:b", "", "a".repeat(33)])("fails for a user %j", (name) => {
  expect(mistakes({ cloudInit: { users: ["ann", { name }] } })).toEqual([
    `client client: cloud-init's users[1].name is ${JSON.stringify(name)}, which useradd does not take; ` +
      "use up to 32 lower-case letters, digits, - and _, beginning with a letter",
  ]);
});

describe("says one thing of", () => {
  const form = 'give it cloud-config as an object, like { runcmd: [["true"]] }';

  test.each([
    [{ cloudInit: "#cloud-config" }, `its cloudInit is "#cloud-config"; ${form}`],
    [{ cloudInit: [["ls"]] }, `its cloudInit is [["ls"]]; ${form}`],
    [{ cloudInit: null }, `its cloudInit is null; ${form}`],
    [{ files: { path: "/a" } }, 'what it has as files is {"path":"/a"}; give it a list'],
    [{ packageFiles: "./x.deb" }, 'what it has as packageFiles is "./x.deb"; give it a list'],
    [{ packageFiles: [1] }, "its packageFiles has 1; give it the path of a file"],
  ])("%j", (extras, sentence) => {
    expect(mistakes(extras as unknown as GuestExtras)).toEqual([`client client: ${sentence}`]);
  });

  test("files that are too large", () => {
    const file = (path: string) => ({ path, content: "x".repeat(200 * 1024) });
    expect(mistakes({ files: [file("/a")], cloudInit: { write_files: [file("/b")] } })).toEqual([
      "client client: its files and cloudInit come to 401 KiB, and 256 KiB fit its seed; " +
        "have a command of cloudInit make what is large, or put it into an image of your own, see docs/image.md",
    ]);
  });
});
