// Stands for node:child_process in the program, and loads it when something of it is used.
const load = () => process.getBuiltinModule('node:child_process');

export const spawn = (...args) => load().spawn(...args);
export default {
  get spawn() {
    return load().spawn;
  },
};
