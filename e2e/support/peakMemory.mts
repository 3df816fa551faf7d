import { readFile, writeFile } from 'node:fs/promises';

/**
 * Measures how much memory a process takes at most from now on (Linux).
 * @param pid a process of the same user
 * @returns tells by how many megabytes the peak of its resident memory is over what it was at the beginning
 */
export async function startMeasuringMemory(pid: number): Promise<() => Promise<number>> {
	// `5` puts the peak down to what is resident now: proc_pid_clear_refs(5).
	await writeFile(`/proc/${pid}/clear_refs`, '5');
	const before = await kilobytesOf(pid, 'VmRSS');
	return async () => ((await kilobytesOf(pid, 'VmHWM')) - before) / 1024;
}

async function kilobytesOf(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status);
	if (found === null) throw new Error(`The system does not tell ${field} of process ${pid}`);
	return Number(found[1]);
}
