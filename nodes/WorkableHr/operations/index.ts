import { eventGetAllSince } from '../../shared/actions/eventGetAllSince';
import type { Operation } from '../../shared/actions/operation';
import { LOOK_BACK_DAYS } from '../changes';
import { workable } from '../vendor';
import { employeeGet } from './employeeGet';
import { employeeGetAll } from './employeeGetAll';
import { tableEntryGet } from './tableEntryGet';
import { tableEntryGetAll } from './tableEntryGetAll';
import { timeOffGet } from './timeOffGet';
import { timeOffGetAll } from './timeOffGetAll';
import { timeOffGetBalances } from './timeOffGetBalances';

/** What the action node can do, in the order of its drop-downs. */
export const operations: readonly Operation[] = [
	employeeGet,
	employeeGetAll,
	eventGetAllSince(workable, {
		description: 'Retrieve a list of leave events; Workable does not say when employees changed',
		limits: `Leaves that were over more than ${LOOK_BACK_DAYS} days before this time are not found. A leave that had begun before that may also be missing.`,
	}),
	tableEntryGet,
	tableEntryGetAll,
	timeOffGet,
	timeOffGetAll,
	timeOffGetBalances,
];
