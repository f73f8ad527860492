// Stands for node:child_process in the bundle, and loads it when something of it is used.
const load = () => process.getBuiltinModule('node:child_process');

module.exports = {
  get spawn() {
    return load().spawn;
  },
};
