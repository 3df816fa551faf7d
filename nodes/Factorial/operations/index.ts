import { eventGetAllSince } from '../../shared/actions/eventGetAllSince';
import type { Operation } from '../../shared/actions/operation';
import { LOOK_BACK_DAYS } from '../changes';
import { factorial } from '../vendor';
import { contractVersionGet } from './contractVersionGet';
import { contractVersionGetAll } from './contractVersionGetAll';
import { employeeGet } from './employeeGet';
import { employeeGetAll } from './employeeGetAll';
import { timeOffGet } from './timeOffGet';
import { timeOffGetAll } from './timeOffGetAll';

/** What the action node can do, in the order of its drop-downs. */
export const operations: readonly Operation[] = [
	contractVersionGet,
	contractVersionGetAll,
	employeeGet,
	employeeGetAll,
	eventGetAllSince(factorial, {
		description:
			'Retrieve a list of HR events, as far as people, contract versions and leaves show when they changed',
		limits: `Leaves that were over more than ${LOOK_BACK_DAYS} days before this time are not found, and no last days that were so long ago.`,
	}),
	timeOffGet,
	timeOffGetAll,
];
