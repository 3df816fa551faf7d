import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { freePorts } from '../support/freePorts.mts';
import { pollUntil } from '../support/poll.mts';
import {
	dataFolder,
	findProgram,
	foldersIn,
	startServer,
	userInsteadOfRoot,
	type Server,
} from './server.mts';

const USER = 'n8n';

/** Debian keeps the programs of the server outside `PATH`, by version. */
const DEBIAN = '/usr/lib/postgresql';

/** Starts an empty PostgreSQL that keeps nothing when it is closed. */
export async function startPostgres(): Promise<Server> {
	const initdb = findProgram('initdb', foldersIn(DEBIAN, 'bin'));
	const folder = dirname(initdb);
	const user = userInsteadOfRoot();
	const data = await dataFolder('postgres', user);
	const [port = 0] = await freePorts(1);
	execFileSync(
		initdb,
		['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
		{ cwd: data, stdio: 'ignore', ...(user ?? {}) },
	);
	return await startServer({
		command: join(folder, 'postgres'),
		args: [
			...['-D', data, '-p', String(port)],
			...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
			// The machine does not crash in these tests, so nothing has to be on its disk.
			...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
		],
		...{ port, folder: data, user, stopSignal: 'SIGINT' },
		waitUntilReady: async (assertRunning) => {
			await pollUntil(
				() => {
					assertRunning();
					return isReady(join(folder, 'pg_isready'), port) || undefined;
				},
				{ what: 'PostgreSQL to start', timeoutMs: 30_000 },
			);
		},
	});
}

/** What n8n needs to use it. */
export function postgresSettings({ port }: Server): Record<string, string> {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: USER,
		DB_POSTGRESDB_PASSWORD: USER,
	};
}

function isReady(program: string, port: number): boolean {
	try {
		execFileSync(program, ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}
