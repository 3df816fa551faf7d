import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { actionProperties } from '../../../nodes/shared/actions/actionProperties';
import type { Operation } from '../../../nodes/shared/actions/operation';

const text = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

function operation(resource: string, name: string, fields: INodeProperties[] = []): Operation {
	return {
		resource,
		operation: name,
		name: name.toUpperCase(),
		action: `${name} ${resource}`,
		description: `It does ${name}`,
		output: z.object({}),
		fields,
		run: async () => [],
	};
}

const OPERATIONS = [
	operation('event', 'getAllSince'),
	operation('employee', 'get', [text('id')]),
	operation('employee', 'getAll', [
		text('limit', { displayOptions: { show: { returnAll: [false] }, hide: { people: ['one'] } } }),
	]),
	operation('absenceType', 'getAll'),
];

const propertiesOf = (operations = OPERATIONS) => {
	const properties = actionProperties(operations);
	return {
		properties,
		resource: properties.find(({ name }) => name === 'resource'),
		operationOf: (resource: string) =>
			properties.find(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.['resource']?.[0] === resource,
			),
	};
};

describe('the resource', () => {
	it.each([
		['last', [...OPERATIONS].reverse()],
		['as they come', OPERATIONS],
	])('is the employee by default, in the order of the alphabet: operations %s', (_, operations) => {
		const { resource } = propertiesOf(operations);
		expect(resource?.default).toBe('employee');
		expect(resource?.options).toEqual([
			{ name: 'Absence Type', value: 'absenceType' },
			{ name: 'Employee', value: 'employee' },
			{ name: 'Event', value: 'event' },
		]);
	});
});

describe('the operation', () => {
	it('is the first of each resource by default, of those that it has', () => {
		const { operationOf } = propertiesOf();
		expect(operationOf('employee')).toMatchObject({
			default: 'get',
			options: [
				{ name: 'GET', value: 'get', action: 'get employee', description: 'It does get' },
				{ name: 'GETALL', value: 'getAll' },
			],
		});
		expect(operationOf('absenceType')?.default).toBe('getAll');
		expect(operationOf('event')?.default).toBe('getAllSince');
	});

	it('shows its own fields and no others, by its own conditions too', () => {
		const { properties } = propertiesOf();
		const shown = (name: string) => properties.find((one) => one.name === name)?.displayOptions;
		expect(shown('id')).toEqual({ show: { resource: ['employee'], operation: ['get'] } });
		expect(shown('limit')).toEqual({
			show: { returnAll: [false], resource: ['employee'], operation: ['getAll'] },
			hide: { people: ['one'] },
		});
	});
});

it('every operation offers the same output, normalised by default', () => {
	const { properties } = propertiesOf();
	expect(properties.map(({ name }) => name)).toEqual([
		'resource',
		'operation',
		'operation',
		'operation',
		'id',
		'limit',
		'output',
		'outputFields',
	]);
	const [output, fields] = properties.slice(-2);
	expect(output).toMatchObject({
		default: 'normalised',
		options: [{ value: 'normalised' }, { value: 'raw' }, { value: 'selected' }],
	});
	expect(output?.displayOptions).toBeUndefined();
	expect(fields).toMatchObject({
		required: true,
		displayOptions: { show: { output: ['selected'] } },
	});
});
