import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { oneOf } from '../../shared/actions/choices';
import { emailFilter } from '../../shared/actions/employeeFilters';
import { field, valueOf } from '../../shared/actions/field';
import { filters } from '../../shared/actions/filters';
import { showHint } from '../../shared/actions/showHint';
import { yesOrNo } from '../../shared/actions/kind';
import { limitFields, limitOf } from '../../shared/actions/limit';
import type { Operation } from '../../shared/actions/operation';
import { updatedSince } from '../../shared/actions/updatedSince';
import { todayIn } from '../../shared/model/dates';
import type { Api } from '../../shared/outbound/api';
import { inFull, isMisfitFailure, isStatus } from '../../shared/outbound/failure';
import { takeRecords } from '../../shared/outbound/paging';
import { eachInParallel } from '../../shared/outbound/parallel';
import { workflowTimeZone } from '../../shared/timeZone';
import { sentOf } from '../../shared/reading/sent';
import { readNames } from '../records/fetch/directory';
import { normaliseEmployee } from '../records/employee';
import type { EmploymentRecord } from '../records/employment';
import { employmentOn } from '../records/employment';
import { listPersons } from '../records/fetch/people';
import { readEmployments } from '../records/fetch/employments';
import {
	customAttributesOf,
	employeeItemSchema,
	includeCustomAttributes,
} from './customAttributes';

const STATUSES = [
	{
		name: 'Active',
		value: 'ACTIVE',
		description: 'Active, on leave or onboarding',
	},
	{ name: 'Inactive', value: 'INACTIVE' },
] as const;

const narrowedBy = filters(
	emailFilter,
	field(
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [...STATUSES],
			default: 'ACTIVE',
			description: 'Only people who are active, or only those who are inactive',
		},
		oneOf(STATUSES),
	),
	updatedSince('people'),
);

const includeEmployments = field(
	{
		displayName: 'Include Employments',
		name: 'includeEmployments',
		type: 'boolean',
		default: true,
		description:
			'Whether to read the employments too, one request per person: job title, department, dates and manager come from there',
	},
	yesOrNo,
);

/** https://developer.personio.de/reference/get_v2-persons */
export const employeeGetAll: Operation = {
	resource: 'employee',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employees',
	description: 'Retrieve a list of people, including those who have left',
	output: employeeItemSchema,
	fields: [
		...limitFields,
		includeEmployments.property,
		includeCustomAttributes.property,
		narrowedBy.property,
	],
	async run(context, itemIndex, api) {
		const limit = limitOf(context, itemIndex);
		const isDeep = valueOf(context, includeEmployments, itemIndex);
		const withAttributes = valueOf(context, includeCustomAttributes, itemIndex);
		const persons = await takeRecords(listPersons(api, narrowedBy.of(context, itemIndex)), limit);
		const people = new Map(persons.map((person) => [person.id, person]));
		const today = todayIn(workflowTimeZone(context));
		return eachInParallel(persons, api.concurrency, async (person) => {
			const own = isDeep ? await employmentsIfThere(context, api, person.id) : [];
			const present = employmentOn(own, today);
			const { names } = await readNames(api, present === null ? [] : [present]);
			const manager = people.get(present?.supervisor?.id ?? '') ?? null;
			return {
				normalised: {
					...normaliseEmployee(person.id, { person, employments: own, manager }, { names, today }),
					...customAttributesOf(person, withAttributes),
				},
				raw: isDeep ? { ...sentOf(person), employments: own.map(sentOf) } : sentOf(person),
			};
		});
	},
};

/**
 * Reads the employments of a person. A person who was deleted while the list was being read has
 * none. If one employment cannot be read, the person comes without any employments, and a hint says
 * so: the other employments alone could show a person who has stayed as gone.
 */
async function employmentsIfThere(
	context: IExecuteFunctions,
	api: Api,
	personId: string,
): Promise<EmploymentRecord[]> {
	return await readEmployments(api, personId).catch((error: unknown) => {
		if (isStatus(error, 404)) return [];
		if (!(error instanceof NodeApiError && isMisfitFailure(error))) throw error;
		showHint(context, `At least one person comes without employments. ${inFull(error)}`);
		return [];
	});
}
