import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 250;
/** A lock without an owner file is being taken right now, or its taker died in between. */
const OWNERLESS_GRACE_MS = 10_000;

/**
 * Runs `work` while holding a lock directory, so that two commands started at the same time do
 * not do the same job twice. A lock whose owner is no longer running is taken over.
 *
 * @template T
 * @param {string} lockDirectory
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once when somebody else holds the lock
 * @returns {Promise<T>}
 */
export async function withDirectoryLock(lockDirectory, work, onWait) {
	await mkdir(dirname(lockDirectory), { recursive: true });
	let waiting = false;
	while (!(await tryTake(lockDirectory))) {
		if (await isStale(lockDirectory)) {
			await rm(lockDirectory, { recursive: true, force: true });
			continue;
		}
		if (!waiting) onWait?.();
		waiting = true;
		await sleep(POLL_MS);
	}
	try {
		return await work();
	} finally {
		await rm(lockDirectory, { recursive: true, force: true });
	}
}

async function tryTake(lockDirectory) {
	try {
		await mkdir(lockDirectory);
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
	await writeFile(join(lockDirectory, 'pid'), String(process.pid));
	return true;
}

async function isStale(lockDirectory) {
	const owner = Number(await readFile(join(lockDirectory, 'pid'), 'utf8').catch(() => ''));
	if (owner > 0) return !isRunning(owner);
	const taken = await stat(lockDirectory).catch(() => undefined);
	return taken !== undefined && Date.now() - taken.mtimeMs > OWNERLESS_GRACE_MS;
}

function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, under another user.
		return error.code === 'EPERM';
	}
}
