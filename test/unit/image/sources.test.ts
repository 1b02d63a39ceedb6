import { sources } from "../../../scripts/image/sources";

test("of a snapshot service's day come the updates and the security updates too", () => {
  expect(sources("trixie", "http://snapshot.example/archive/debian/20260601T000000Z")).toEqual([
    "deb [check-valid-until=no] http://snapshot.example/archive/debian/20260601T000000Z trixie main",
    "deb [check-valid-until=no] http://snapshot.example/archive/debian/20260601T000000Z trixie-updates main",
    "deb [check-valid-until=no] http://snapshot.example/archive/debian-security/20260601T000000Z trixie-security main",
  ]);
});

test("a mirror has no security updates beside it", () => {
  expect(sources("trixie", "file:///srv/debian")).toEqual([
    "deb [check-valid-until=no] file:///srv/debian trixie main",
    "deb [check-valid-until=no] file:///srv/debian trixie-updates main",
  ]);
  expect(sources("trixie")).toEqual([]);
});
