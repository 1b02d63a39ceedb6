// cdktf-cli starts Terraform through node-pty, a native module that does not load on Node 24 and later and brings
// 160 MB of prebuilt binaries. Terraform needs no terminal when its input comes from cdktf, so pipes do.
const { spawn } = require("node:child_process");

exports.spawn = (file, args, options) => {
  const child = spawn(file, args, { cwd: options.cwd, env: options.env, stdio: "pipe" });
  let failure = "";
  child.on("error", (error) => {
    failure = error.message;
  });
  return {
    write: (text) => (text === "\x03" ? child.kill("SIGINT") : child.stdin.write(text)),
    onData: (listener) => {
      child.stdout.on("data", (data) => listener(data.toString()));
      child.stderr.on("data", (data) => listener(data.toString()));
    },
    onExit: (listener) => {
      child.on("close", (code, signal) => listener({ exitCode: failure ? 127 : (code ?? 128), signal }));
    },
  };
};
