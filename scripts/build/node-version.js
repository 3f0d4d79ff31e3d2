// Plain JavaScript: it must run on the very Node that it warns of.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `This project is built and tested on Node.js 22.19 or later, and this is ${process.versions.node}.\n` +
      'Its own one comes with "npm ci"; if that ran with --ignore-scripts, run "npm ci" again without it.\n',
  );
  process.exit(1);
}
