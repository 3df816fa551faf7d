import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError, setGlobalState } from 'n8n-workflow';

import {
	checkedCompanyTimeZone,
	companyTimeZone,
	workflowTimeZone,
} from '../../nodes/shared/timeZone';
import { fakeVendor, surroundFake } from '../support/fakeVendor';
import { executeContext, hookContext } from '../support/n8n';

const vendor = fakeVendor();
const contextsOf = (option: unknown, timezone: string | null) => {
	const parameters = option === undefined ? {} : { options: { timeZone: option } as IDataObject };
	const surroundings = surroundFake(vendor, { parameters, timezone });
	return { hook: hookContext(surroundings), execute: executeContext(surroundings, [{}]) };
};

afterEach(() => setGlobalState({ defaultTimezone: 'UTC' }));

describe('the company’s time zone is', () => {
	it.each([
		['America/New_York', 'America/New_York'],
		[' Europe/Berlin ', 'Europe/Berlin'],
		['', 'Asia/Tokyo'],
		['  ', 'Asia/Tokyo'],
		[null, 'Asia/Tokyo'],
		[undefined, 'Asia/Tokyo'],
	])('%j as an option: %s', (option, expected) => {
		const { hook, execute } = contextsOf(option, 'Asia/Tokyo');
		expect(companyTimeZone(hook)).toBe(expected);
		expect(companyTimeZone(execute)).toBe(expected);
		expect(checkedCompanyTimeZone(hook)).toBe(expected);
	});

	it('the option, also where the workflow’s is none', () => {
		expect(companyTimeZone(contextsOf('Europe/Berlin', 'CEST').hook)).toBe('Europe/Berlin');
	});

	it('n8n’s where the workflow has none', () => {
		setGlobalState({ defaultTimezone: 'Asia/Tokyo' });
		expect(companyTimeZone(contextsOf(undefined, null).hook)).toBe('Asia/Tokyo');
	});
});

const OPTION = "'Company Time Zone' does not name a time zone";
const WORKFLOW = "The workflow's 'Timezone' is not a time zone";
const N8N = 'The time zone of this n8n is not valid';

it.each([
	['Berlin', 'UTC', `${OPTION}: Berlin`, 'Enter a name such as Europe/Berlin'],
	['+02:00', 'UTC', `${OPTION}: +02:00`, 'or leave it empty'],
	[2, 'UTC', `${OPTION}: 2`, 'Enter a name'],
	[['Europe/Berlin'], 'UTC', `${OPTION}: ["Europe/Berlin"]`, 'Enter a name'],
	[undefined, 'CEST', `${WORKFLOW}: CEST`, "workflow's settings, choose a 'Timezone'"],
	[undefined, 'DEFAULT', `${WORKFLOW}: DEFAULT`, "workflow's settings"],
	['', '', `${WORKFLOW}: it is empty`, "workflow's settings"],
	[undefined, '  ', `${WORKFLOW}: it is empty`, "workflow's settings"],
])('%j as an option and %j of the workflow is none', (option, timezone, message, description) => {
	const { hook, execute } = contextsOf(option, timezone);
	for (const found of [companyTimeZone(hook), companyTimeZone(execute)]) {
		expect(found).toEqual({ message, description: expect.stringContaining(description) });
	}
	expect(() => checkedCompanyTimeZone(hook)).toThrow(NodeOperationError);
	expect(() => checkedCompanyTimeZone(hook)).toThrow(message);
});

it('n8n’s own that is none is told apart from the workflow’s', () => {
	setGlobalState({ defaultTimezone: 'CEST' });
	const { hook, execute } = contextsOf(undefined, null);
	expect(companyTimeZone(hook)).toEqual({
		message: `${N8N}: CEST`,
		description: expect.stringContaining('GENERIC_TIMEZONE'),
	});
	expect(() => workflowTimeZone(execute)).toThrow(`${N8N}: CEST`);
});

it.each(['CEST', '', 'DEFAULT', 'Mars/Olympus'])('an action refuses %j', (timezone) => {
	const { execute } = contextsOf(undefined, timezone);
	expect(() => workflowTimeZone(execute)).toThrow(NodeOperationError);
	expect(() => workflowTimeZone(execute)).toThrow(WORKFLOW);
});

it('an action goes by the workflow', () => {
	expect(workflowTimeZone(contextsOf('Europe/Berlin', 'Asia/Tokyo').execute)).toBe('Asia/Tokyo');
});
