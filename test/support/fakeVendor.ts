import type { ICredentialType, IDataObject, INodeProperties, INodeType } from 'n8n-workflow';
import { ApplicationError, NodeConnectionTypes } from 'n8n-workflow';

import { triggerProperties } from '../../nodes/shared/description/triggerProperties';
import { triggerWebhook } from '../../nodes/shared/description/triggerWebhook';
import { interpret } from '../../nodes/shared/interpret/interpret';
import type { HrEventDraft } from '../../nodes/shared/model/draft';
import { employee } from '../../nodes/shared/model/employee';
import type { EventType } from '../../nodes/shared/model/eventTypes';
import { receive } from '../../nodes/shared/receive/receive';
import { headerOf, hmac, isSameSecret } from '../../nodes/shared/receive/compare';
import { register } from '../../nodes/shared/register/register';
import type { GuidedVendor, KeyedVendor, Vendor } from '../../nodes/shared/vendor';
import type { NodeUnderTest, Surroundings } from './n8n';
import { surround } from './n8n';

/*
 * The smallest vendor that keeps the contract, to try the shared code without any real one.
 * A delivery is `{ type, id, company, at, events }`, signed in `x-fake-signature`; its `events` are
 * the HR event types it becomes, of the employee `id`.
 */

export const FAKE_KEY = 'example-key-1';
export const SIGNATURE = 'x-fake-signature';

export interface FakeBody {
	type?: string;
	id?: string;
	company?: string;
	/** When it happened. */
	at?: string;
	events?: EventType[];
	unrecognised?: string;
}

/** The event that a webhook asks for, by the name a delivery carries. */
const NATIVE_EVENTS: Readonly<Record<string, string>> = {
	person_hired: 'person_hired',
	person_left: 'person_left',
	leave_approved: 'leave_changed',
	leave_entered: 'leave_changed',
	job_posted: 'job_posted',
};

let made = 0;

/**
 * @param changes what the test needs to be different
 * @returns a vendor with a name of its own: keys and limits are kept by it
 */
export function fakeVendor(changes: Partial<KeyedVendor> = {}): KeyedVendor {
	made += 1;
	return {
		name: `fake${made}`,
		displayName: 'Fake HR',
		connection: {
			credentialOf: () => 'fakeHrApi',
			baseUrlOf: ({ baseUrl }) => String(baseUrl),
			tenantOf: ({ account, key }) => ({
				countedBy: [typeof account === 'string' ? account : ''],
				distinguishedBy: [String(key)],
			}),
			accountOf: (_, companyId) => companyId ?? '',
			companyOf: ({ company }) => (typeof company === 'string' ? company : null),
			arrayFormat: 'repeat',
			limitOf: () => ({ name: 'all', requests: 20, windowMs: 1_000 }),
			readLimit: (headers) => {
				const wait = headers['x-reset-ms'];
				return wait === undefined ? {} : { resetInMs: Number(wait) };
			},
			unauthorizedHint: 'Enter a new key in the credential.',
		},
		nativeEvents: [
			{
				name: 'person_hired',
				label: 'Person Hired',
				description: 'A person was hired',
				produces: ['employee.hired', 'employee.created'],
			},
			{
				name: 'leave_changed',
				label: 'Leave Changed',
				description: 'A leave changed',
				produces: ['leave.approved', 'leave.created'],
			},
			{
				name: 'person_left',
				label: 'Person Left',
				description: 'A person left',
				produces: ['employee.terminated', 'employee.access_ended', 'employee.created'],
			},
			{ name: 'job_posted', label: 'Job Posted', description: 'A job was posted', produces: [] },
		],
		registration: {
			desired: ({ url, nativeEvents, fingerprint, label }) =>
				nativeEvents.map((event) => ({ slot: event, url, events: [event], fingerprint, label })),
			list: async () => [],
			create: async () => undefined,
			remove: async () => undefined,
		},
		verification: {
			proof: 'signature',
			keysOf: ({ key, previousKey }) => {
				if (typeof key !== 'string' || key === '') throw new ApplicationError('No key');
				return typeof previousKey === 'string' ? [key, previousKey] : [key];
			},
			hasProof: ({ headers }) => headerOf(headers, SIGNATURE) !== null,
			isAuthentic: ({ headers, body }, key) =>
				isSameSecret(hmac('sha256', key, body, 'hex'), headerOf(headers, SIGNATURE) ?? ''),
			ping: { longest: 4, isPing: (body) => body.toString() === 'ping' },
		},
		identify: (body) => {
			const { type, id, company, at } = (
				typeof body === 'object' && body !== null ? body : {}
			) as FakeBody;
			return {
				nativeType: type ?? null,
				nativeEvent: (type && NATIVE_EVENTS[type]) ?? null,
				companyId: company ?? null,
				identity: [type ?? null, id ?? null],
				hasTime: at !== undefined,
			};
		},
		interpret: async ({ body }) => {
			const { id, events = [], unrecognised } = body as FakeBody;
			const person = employee({ id: id ?? null });
			return {
				events: events.map((eventType): HrEventDraft => ({ eventType, employee: person })),
				...(unrecognised === undefined
					? {}
					: { unrecognised: { reason: unrecognised, employee: person } }),
			};
		},
		...changes,
	};
}

/**
 * The same, of a vendor whose webhooks somebody makes by hand.
 * @param changes what the test needs to be different
 */
export function fakeGuidedVendor({
	registration = { check: async () => undefined },
	...changes
}: Partial<GuidedVendor> = {}): GuidedVendor {
	return { ...fakeVendor(changes), registration };
}

export const fakeCredential: ICredentialType = {
	name: 'fakeHrApi',
	displayName: 'Fake HR API',
	properties: [],
	authenticate: {
		type: 'generic',
		properties: { headers: { 'X-Fake-Key': '={{$credentials.key}}' } },
	},
};

/** n8n drops parameters that a node does not describe, and this one is for some vendors only. */
function withTakeOver(properties: INodeProperties[]): INodeProperties[] {
	const takeOver = {
		displayName: 'Take Over',
		name: 'takeOver',
		type: 'boolean',
		default: false,
	} as const;
	return properties.map((property) =>
		property.name !== 'options' || property.options?.some(({ name }) => name === takeOver.name)
			? property
			: { ...property, options: [...(property.options ?? []), takeOver] as INodeProperties[] },
	);
}

/** The filters that the fake triggers offer. Nothing fills their drop-downs. */
export const FAKE_FILTERS = {
	departments: { load: 'getDepartments' },
	employmentKinds: ['contractor', 'employee'],
} as const;

/** A trigger as the vendors' are: the description and three lines. */
export function fakeTrigger(vendor: Vendor) {
	return {
		description: {
			displayName: 'Fake HR Trigger',
			name: 'fakeHrTrigger',
			group: ['trigger'],
			version: 1,
			description: 'Starts the workflow on events of nobody',
			defaults: { name: 'Fake HR Trigger' },
			inputs: [],
			outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
			credentials: [{ name: 'fakeHrApi', required: true }],
			webhooks: [triggerWebhook],
			properties: withTakeOver(
				triggerProperties(vendor, {
					notice: 'Nothing is needed',
					preselected: ['employee.hired'],
					fetchDetails: 'nothing',
					filters: FAKE_FILTERS,
				}),
			),
		},
		webhookMethods: { default: register(vendor) },
		webhook: receive(vendor),
		execute: interpret(vendor),
	} satisfies INodeType;
}

/** The trigger of a vendor in a workflow of its own. */
export function surroundFake(
	vendor: Vendor,
	{ credential, ...given }: Partial<Omit<NodeUnderTest, 'type' | 'credentialType'>> = {},
): Surroundings {
	return surround({
		type: fakeTrigger(vendor),
		credentialType: fakeCredential,
		credential: { baseUrl: 'http://127.0.0.1:1', key: FAKE_KEY, ...credential },
		...given,
	});
}

/** A delivery as the vendor sends it. */
export function signed(
	body: FakeBody | string,
	key = FAKE_KEY,
): { body: Buffer; headers: Record<string, string> } {
	const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	return { body: bytes, headers: { [SIGNATURE]: hmac('sha256', key, bytes, 'hex') } };
}

/** What `receive` hands over to `execute`. */
export function handedOver(body: FakeBody | string, changes: IDataObject = {}): IDataObject {
	const { type = null, id = null } = typeof body === 'string' ? {} : body;
	return {
		key: 'delivery-1',
		receivedAt: '2026-03-02T10:00:00.000Z',
		nativeType: type,
		companyId: null,
		identity: [type, id],
		verifiedBy: 'signature',
		isTest: false,
		body: body as IDataObject,
		...changes,
	};
}
