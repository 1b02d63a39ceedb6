// Milliseconds for one test: none may fail by Jest's own five seconds on a slow or busy host, and none is told to be quick.
jest.setTimeout(1_800_000);
