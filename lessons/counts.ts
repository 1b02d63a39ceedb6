/** A line of `ipvsadm -ln --stats`: of a virtual service, or of a real server. */
export interface Counts {
  readonly connections: number;
  readonly inPackets: number;
  readonly outPackets: number;
  readonly inBytes: number;
  readonly outBytes: number;
}

/** All lines of `ipvsadm -ln --stats --exact`; without `--exact` numbers from 10 million on are shortened, and left out here. */
export function countsOf(output: string): Counts[] {
  return output.split("\n").flatMap((line) => {
    const numbers = line
      .match(/:\d+((?: +\d+){5}) *$/)?.[1]
      ?.trim()
      .split(/ +/)
      .map(Number);
    if (!numbers) return [];
    const [connections = 0, inPackets = 0, outPackets = 0, inBytes = 0, outBytes = 0] = numbers;
    return [{ connections, inPackets, outPackets, inBytes, outBytes }];
  });
}
