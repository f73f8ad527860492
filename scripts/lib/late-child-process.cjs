// Stands for node:child_process in the program, and loads it when something of it is used.
exports.spawn = (...args) => process.getBuiltinModule('node:child_process').spawn(...args);
