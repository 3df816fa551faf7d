import type { IExecuteFunctions } from 'n8n-workflow';

import { filters, limitFields, limitOf, textOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { updatedSinceField, updatedSinceOf } from '../../shared/actions/updatedSince';
import { todayIn } from '../../shared/model/dates';
import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { take } from '../../shared/outbound/paging';
import { inParallel } from '../../shared/outbound/parallel';
import { NO_NAMES, readNames } from '../records/directory';
import { normaliseEmployee } from '../records/employee';
import type { EmploymentRecord } from '../records/employment';
import type { PersonFilter } from '../records/people';
import { listPersons } from '../records/people';
import { readEmployments } from '../records/read';
import {
	customAttributesField,
	customAttributesOf,
	employeeRecordSchema,
} from './customAttributes';

/** https://developer.personio.de/reference/get_v2-persons */
export const employeeGetAll: Operation = {
	resource: 'employee',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employees',
	description: 'Retrieve a list of people, including those who have left',
	output: employeeRecordSchema,
	fields: [
		...limitFields,
		{
			displayName: 'Include Employments',
			name: 'includeEmployments',
			type: 'boolean',
			default: true,
			description:
				'Whether to read the employments too, one request per person: job title, department, dates and manager come from there',
		},
		customAttributesField,
		filters(
			{
				displayName: 'Emails',
				name: 'emails',
				type: 'string',
				default: '',
				placeholder: 'e.g. nathan@example.com',
				description: 'E-mail addresses, separated by commas',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{
						name: 'Active',
						value: 'ACTIVE',
						description: 'Active, on leave or onboarding',
					},
					{ name: 'Inactive', value: 'INACTIVE' },
				],
				default: 'ACTIVE',
			},
			updatedSinceField('people'),
		),
	],
	async run(context, itemIndex, api) {
		const persons = await take(
			listPersons(api, filterOf(context, itemIndex)),
			limitOf(context, itemIndex),
		);
		const isDeep = context.getNodeParameter('includeEmployments', itemIndex, true) === true;
		const employments = isDeep
			? await inParallel(
					persons,
					api.concurrency,
					async ({ id }) => await employmentsIfThere(api, id),
				)
			: [];
		const latest = employments.flatMap(([first]) => first ?? []);
		const { names } = isDeep ? await readNames(api, latest) : { names: NO_NAMES };
		const today = todayIn(context.getTimezone());
		const people = new Map(persons.map((person) => [person.id, person]));
		return persons.map((person, index) => {
			const own = employments[index] ?? [];
			const manager = people.get(own[0]?.supervisor?.id ?? '') ?? null;
			return {
				normalised: {
					...normaliseEmployee(person.id, { person, employments: own, manager }, { names, today }),
					...customAttributesOf(context, itemIndex, person),
				},
				raw: asData(isDeep ? { ...person, employments: own } : person),
			};
		});
	},
};

function filterOf(context: IExecuteFunctions, itemIndex: number): PersonFilter {
	const status = textOf(context, 'filters.status', itemIndex);
	return {
		...(status === 'ACTIVE' || status === 'INACTIVE' ? { status } : {}),
		emails: textOf(context, 'filters.emails', itemIndex)
			.split(',')
			.map((email) => email.trim())
			.filter((email) => email !== ''),
		...updatedSinceOf(context, itemIndex),
	};
}

/** Someone who was deleted while the list was being read has none. */
async function employmentsIfThere(api: Api, personId: string): Promise<EmploymentRecord[]> {
	return await readEmployments(api, personId).catch((error: unknown) => {
		if (isStatus(error, 404)) return [];
		throw error;
	});
}
