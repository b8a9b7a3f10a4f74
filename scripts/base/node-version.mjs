// Imported first by every entry, so that an old Node is named as the cause before newer syntax fails in riddles.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `RealChat Studio needs Node 20.19 or newer, and this is ${process.version}. Nothing was changed. ` +
      "Install a newer one (https://nodejs.org, or `nvm install 22`) and run the same command again.",
  );
  process.exit(1);
}
