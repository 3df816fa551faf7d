import { eventGetAllSince } from '../../shared/actions/eventGetAllSince';
import type { Operation } from '../../shared/actions/operation';
import { hiBob } from '../vendor';
import { employeeGet } from './employeeGet';
import { employeeGetAll } from './employeeGetAll';
import { tableEntryGet } from './tableEntryGet';
import { tableEntryGetAll } from './tableEntryGetAll';
import { timeOffGet } from './timeOffGet';
import { timeOffGetAll } from './timeOffGetAll';

/** What the action node can do, in the order of its drop-downs. */
export const operations: readonly Operation[] = [
	employeeGet,
	employeeGetAll,
	eventGetAllSince(hiBob, {
		description:
			'Retrieve a list of leave events; HiBob does not say when people and their tables changed',
	}),
	tableEntryGet,
	tableEntryGetAll,
	timeOffGet,
	timeOffGetAll,
];
