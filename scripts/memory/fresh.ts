/** The snapshot of the point at which `./lab up` had verified the lab and nothing was done to it. */
export const fresh = "fresh";
