import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/HiBob/operations';
import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import type { Outputs } from './hibob';
import { action, actionIn, offered, SECRET, startRoomyHiBob, through, triggerIn } from './hibob';
import { useDeduplicator } from './n8n';
import { hintingAct, operationRunner } from './vendorNodes';

/*
 * HiBob's nodes where a test says what HiBob answers, for the forms of records that the simulator does not have.
 */

/** The person whom deliveries are about. */
export const ID = '2876543210987654321';
export const TODAY = '2027-01-20';

export const PERSON = {
	id: ID,
	displayName: 'Uma Paz',
	work: { startDate: '2021-09-01', title: '5' },
	internal: { status: 'Active', lifecycleStatus: 'Employed' },
};

interface Answering {
	/** The hints above the output of actions. */
	readonly hints: string[];
	/** What HiBob answers from now on to requests for a path, with status 200. */
	answers(path: RegExp | string, body: unknown): void;
	/** What comes of a delivery. */
	told(type: string, data: object): Promise<Outputs>;
	/** What an operation of the action node gives. */
	doing(...asked: Parameters<ReturnType<typeof operationRunner>>): Promise<IDataObject[]>;
}

/** Starts an empty HiBob before each test of a file, and stops it after it. */
export function answeringHiBob(): Answering {
	let hibob: HiBobSimulator;
	const { act, hints } = hintingAct(action);
	const run = operationRunner({ act }, operations, (given) => actionIn(hibob, given));

	beforeEach(async () => {
		await useDeduplicator();
		hints.length = 0;
		hibob = await startRoomyHiBob({ employees: 0 });
		Settings.now = () => Date.parse(`${TODAY}T10:00:00.000Z`);
	});
	afterEach(async () => {
		Settings.now = () => Date.now();
		await hibob.close();
	});

	return {
		hints,
		answers(path, body) {
			hibob.faults.answer(path, body);
		},
		async told(type, data) {
			const parameters = {
				listenFor: 'hrEvents',
				hrEvents: offered('hrEvents'),
				options: { skipRepeats: false },
			};
			const triggeredAt = `${TODAY}T08:00:00.104233`;
			const body = { companyId: 636192, type, triggeredBy: 'system', triggeredAt, data };
			return await through(triggerIn(hibob, { parameters }), body, SECRET);
		},
		async doing(...asked) {
			return (await run(...asked)).map(({ json }) => json);
		},
	};
}

export { typesOf } from './outputs';
