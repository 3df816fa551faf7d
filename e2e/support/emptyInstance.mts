import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';

const LOG = 'n8nEventLog.log';

/** Where an installed n8n keeps the data of an instance that nobody has used yet. */
const dataOf = (host: string) => join(host, 'empty-instance');

/** Whether `keepEmptyInstance` has been called for this n8n. */
export function hasEmptyInstance(host: string): boolean {
	return existsSync(dataOf(host));
}

/**
 * Keeps the data of an n8n that was started once, has an owner, and was stopped: the next ones need
 * not build their databases, which takes as long as all else that n8n does at a start.
 * @param userFolder the folder of that n8n
 */
export async function keepEmptyInstance(host: string, userFolder: string): Promise<void> {
	const copy = await mkdtemp(`${dataOf(host)}.tmp-`);
	await cp(join(userFolder, '.n8n'), copy, {
		recursive: true,
		filter: (file) => basename(file) !== LOG,
	});
	await rename(copy, dataOf(host));
}

/** Puts the data of an unused instance into an empty user folder. */
export async function useEmptyInstance(host: string, userFolder: string): Promise<void> {
	await cp(dataOf(host), join(userFolder, '.n8n'), { recursive: true });
}
