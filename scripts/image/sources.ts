/** Where an image's packages are from, as its manifest says it. @param mirror as of {@link sources} */
export function originOf(suite: string, mirror?: string): string {
  return `Debian ${suite}${mirror ? ` of ${mirror}` : ""}`;
}

/**
 * The lines of sources.list(5) for an archive: the suite and its updates. A snapshot service, which keeps Debian's archives as they were on
 * each day, has the security updates of the same day beside it: https://snapshot.debian.org
 *
 * @param mirror URL of the archive. @default - none: mmdebstrap(1) takes Debian's own, with its updates and security updates
 */
export function sources(suite: string, mirror?: string): string[] {
  if (mirror === undefined) return [];
  // An archive of a past day is not valid any more, by what it says of itself. Debian's signatures are checked all the same.
  const line = (url: string, its: string) => `deb [check-valid-until=no] ${url} ${its} main`;
  const security = mirror.replace("/archive/debian/", "/archive/debian-security/");
  return [
    line(mirror, suite),
    line(mirror, `${suite}-updates`),
    ...(security === mirror ? [] : [line(security, `${suite}-security`)]),
  ];
}
