// Milliseconds for one end-to-end test: none may fail by Jest's own five seconds, and none is told to be quick.
jest.setTimeout(1_800_000);
