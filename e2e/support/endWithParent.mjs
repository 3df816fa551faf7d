/**
 * Loaded into the n8n process: ends it when the test run that started it is gone. It has a process
 * group of its own, so neither Ctrl-C nor a killed test run would reach it otherwise.
 */
import { onParentExit } from '../../scripts/parentWatch.mjs';

const GRACE_MS = 10_000;

onParentExit(() => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.kill(-process.pid, 'SIGKILL'), GRACE_MS).unref();
});
