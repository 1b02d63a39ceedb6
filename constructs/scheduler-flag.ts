/**
 * What a scheduler can be told besides, by the names that `ipvsadm -b` takes: ipvsadm(8). Each belongs to the scheduler
 * that it begins with.
 */
export const schedulerFlags = [
  /** Source hashing goes on to another real server where the hashed one has weight 0, instead of refusing. */
  "sh-fallback",
  /** Source hashing takes the client's port into the hash too, so that one client is spread. */
  "sh-port",
  /** Maglev hashing goes on to another real server where the hashed one has weight 0. */
  "mh-fallback",
  /** Maglev hashing takes the client's port into the hash too. */
  "mh-port",
] as const;

export type SchedulerFlag = (typeof schedulerFlags)[number];
