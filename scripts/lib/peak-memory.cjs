// Loaded before the program (node --require): tells its peak memory on file descriptor 3 when it ends. Works wherever
// node does, and counts the whole process, worker threads too.
const { writeSync } = require('node:fs');
process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
