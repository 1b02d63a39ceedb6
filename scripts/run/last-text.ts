import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** The end of a file that may be very long. */
export function lastText(file: string, bytes = 64 * 1024): string {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, bytes));
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString();
  } finally {
    closeSync(descriptor);
  }
}
