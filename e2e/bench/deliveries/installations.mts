import { join } from 'node:path';
import { startWorkable } from '../../../simulators/workable/index.mts';
import { startCluster } from '../../queue/cluster.mts';
import { openDatabase } from '../../support/database.mts';
import {
	createCredential,
	ensureN8nHost,
	installPackage,
	logToStderr,
	packDirectory,
} from '../../support/index.mts';
import { projectRoot } from '../../support/paths.mts';
import { AMPLE, credentialData, NAMES, setStage, type Stage } from '../../workable/support.mts';
import { finishedExecutions, type FinishedExecutions } from './finished.mts';

/** n8n's setting that makes the difference. */
export const LAZY = 'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE';

/** An n8n that takes deliveries, with the package and the bare triggers in it. */
export interface Installation {
	readonly label: string;
	readonly stage: Stage;
	/** Where the vendor sends deliveries to, without a path. */
	readonly publicUrl: string;
	readonly finished: FinishedExecutions;
	/** The processes that receive deliveries or execute workflows; others after {@link setLazyAcquire}. */
	pids(): number[];
	/** Starts n8n anew with another value of `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE`. */
	setLazyAcquire(isOn: boolean): Promise<void>;
	close(): Promise<void>;
}

const packBareTriggers = async (): Promise<string> =>
	await packDirectory(join(projectRoot, 'e2e', 'bench', 'deliveries', 'bare-package'));

/** n8n as one process, with SQLite; `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE` is on. */
export async function regularMode(): Promise<Installation> {
	const stage = await setStage({ env: { [LAZY]: 'true' } });
	try {
		const { n8n } = stage;
		await installPackage(await packBareTriggers(), n8n.userFolder);
		await n8n.restart();
		const host = await ensureN8nHost({ log: logToStderr });
		const database = await openDatabase(host, join(n8n.userFolder, '.n8n'), {});
		if (database === undefined) throw new Error('n8n has made no database');
		const finished = finishedExecutions(database);
		return {
			...{ label: 'one process', stage, publicUrl: n8n.url, finished },
			pids: () => [n8n.pid()],
			setLazyAcquire: async (isOn) => await n8n.restart({ [LAZY]: String(isOn) }),
			close: async () => {
				await finished.close();
				await stage.close();
			},
		};
	} catch (error) {
		await stage.close();
		throw error;
	}
}

/**
 * n8n in queue mode: two webhook processes behind a load balancer, so many workers, PostgreSQL and Redis;
 * `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE` is on.
 */
export async function queueMode(workers: number): Promise<Installation> {
	const cluster = await startCluster({
		...{ workers, packages: [await packBareTriggers()] },
		env: { [LAZY]: 'true' },
	});
	const { main, balancer } = cluster;
	const parts = [...cluster.webhooks, ...cluster.workers];
	const workable = await startWorkable({ rateLimit: AMPLE });
	const closing = [() => workable.close(), () => cluster.close()];
	const close = async () => {
		for (const end of closing.splice(0)) await end();
	};
	try {
		const credential = await createCredential(main, {
			name: NAMES.action,
			type: NAMES.credentialType,
			data: credentialData(workable),
		});
		const finished = finishedExecutions(await cluster.openDatabase());
		closing.unshift(() => finished.close());
		return {
			label: `queue mode, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
			stage: { names: NAMES, n8n: main, credential, workable, close },
			...{ publicUrl: balancer.url, finished },
			pids: () => parts.map((one) => one.pid()),
			setLazyAcquire: async (isOn) => {
				await Promise.all(parts.map(async (one) => await one.restart({ [LAZY]: String(isOn) })));
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
