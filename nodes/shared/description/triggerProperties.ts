import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { EventType } from '../model/eventTypes';
import { factsOf } from '../model/eventTypes';
import type { Vendor } from '../vendor';
import { hrEventsOf, isManaged } from '../vendor';
import { eventsToTick } from './eventsToTick';
import type { OfferedFilters } from './filterProperty';
import { filterProperty } from './filterProperty';

/** The texts that differ from vendor to vendor. */
export interface Wording {
	/** What the user needs at the vendor, as a notice at the top. */
	readonly notice: string;
	/** What the user has to do at the vendor, in this order; each step is a notice. */
	readonly steps?: readonly string[];
	/** Events that are ticked when the node is dropped on the canvas. */
	readonly preselected: readonly string[];
	/** What *Fetch Details* fetches at this vendor. */
	readonly fetchDetails: string;
	/**
	 * What *Fetch Leave Days* costs at this vendor; left out where the vendor sends leaves with their
	 * days.
	 */
	readonly fetchLeaveDays?: string;
	/** Whether the vendor has pay tables. */
	readonly hasPayTables?: boolean;
	/** Left out where the vendor's items carry nothing to filter by. */
	readonly filters?: OfferedFilters;
	/** Remarks on HR events that the vendor may not send. */
	readonly remarks?: Readonly<Record<string, string>>;
}

/** The parameters of a vendor's trigger. */
export function triggerProperties(vendor: Vendor, wording: Wording): INodeProperties[] {
	return [
		{
			displayName: wording.notice,
			name: 'notice',
			type: 'notice',
			default: '',
		},
		...(wording.steps ?? []).map(numberedStep),
		{
			displayName: 'Listen For',
			name: 'listenFor',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'HR Events',
					value: 'hrEvents',
					description: 'What happened to a person, in the same words for every vendor',
				},
				{
					name: `${vendor.displayName} Events`,
					value: 'vendorEvents',
					description: `What ${vendor.displayName} sends, under its own names, including events that are not about HR`,
				},
			],
			default: 'hrEvents',
		},
		{
			...hrEvents(hrEventsOf(vendor), wording),
			displayOptions: { show: { listenFor: ['hrEvents'] } },
		},
		{
			displayName: 'Events',
			name: 'vendorEvents',
			type: 'multiOptions',
			noDataExpression: true,
			required: vendor.takesOtherEvents !== true,
			options: byName(
				vendor.nativeEvents.map(({ name, label, description }) => ({
					name: label,
					value: name,
					description: `${description} (${name})`,
				})),
			),
			default: [],
			displayOptions: { show: { listenFor: ['vendorEvents'] } },
		},
		...(vendor.takesOtherEvents === true ? [otherEvents(vendor)] : []),
		...(isManaged(vendor) ? [] : eventsToTick(vendor)),
		...(wording.filters === undefined
			? []
			: [filterProperty(wording.filters, `'Fetch Details' is off, or ${NOT_IN_RECORD}`)]),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				companyTimeZone,
				{
					displayName: 'Fetch Details',
					name: 'fetchDetails',
					type: 'boolean',
					default: true,
					description: `Whether to fetch ${wording.fetchDetails}`,
				},
				...(wording.fetchLeaveDays === undefined ? [] : [fetchLeaveDays(wording.fetchLeaveDays)]),
				...(wording.hasPayTables === true ? [includePayTables] : []),
				{
					displayName: 'Include Raw Delivery',
					name: 'includeRaw',
					type: 'boolean',
					default: false,
					description:
						'Whether to add the delivery as it came. It may have personal data that the event leaves out.',
				},
				...(isManaged(vendor) ? [replaceEarlierAddress] : []),
				skipRepeats,
				...(isManaged(vendor) && vendor.registration.exclusive === true ? [takeOver(vendor)] : []),
			],
		},
	];
}

/** Why something about a person may not be known. */
export const NOT_IN_RECORD = 'the record says nothing about it or cannot be read';

/** The HR events to choose from. */
export function hrEvents(
	types: readonly EventType[],
	{ preselected, remarks }: Pick<Wording, 'preselected' | 'remarks'>,
): INodeProperties {
	return {
		displayName: 'Events',
		name: 'hrEvents',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		options: byName(
			types.map((type) => ({
				name: factsOf(type).label,
				value: type,
				description: [factsOf(type).description, remarks?.[type]].filter(Boolean).join('. '),
			})),
		),
		default: [...preselected],
	};
}

/** The parameter of the company's time zone; `timeZone.ts` reads it. */
export const companyTimeZone: INodeProperties = {
	displayName: 'Company Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Berlin',
	description:
		'Decides which day is today, and so whether an event is still to come. Empty means the time zone of the workflow.',
};

/**
 * The parameter of *Skip Repeats*; `repeatScopeOf` reads it. The triggers of a workflow share what they
 * remember only if both are set to `workflow`.
 */
export const skipRepeats: INodeProperties = {
	displayName: 'Skip Repeats',
	name: 'skipRepeats',
	type: 'options',
	options: [
		{
			name: 'Of This Trigger',
			value: 'node',
			description: 'Drop events that this trigger has emitted before',
		},
		{
			name: 'Of All HR Triggers in This Workflow',
			value: 'workflow',
			description:
				'Also drop events that another trigger of this package has emitted, if that trigger has the same setting. Choose this in both triggers if the workflow has a trigger for webhooks and a schedule trigger.',
		},
		{
			name: 'Off',
			value: 'off',
			description: 'Emit every event, no matter how often it comes',
		},
	],
	default: 'node',
	description: 'Which events are dropped because they were emitted before',
};

/** n8n removes the tags of a numbered list from a notice. */
function numberedStep(text: string, index: number): INodeProperties {
	return {
		displayName: `${index + 1}. ${text}`,
		name: `step${index + 1}`,
		type: 'notice',
		default: '',
	};
}

/** For vendors whose webhooks the node makes itself. */
const replaceEarlierAddress: INodeProperties = {
	displayName: 'Replace Earlier Address',
	name: 'replaceEarlierAddress',
	type: 'boolean',
	default: false,
	description:
		'Whether publishing and unpublishing also remove the webhooks of this node at an earlier address of your n8n. Leave it off if a copy of this n8n is running there.',
};

/** Only for vendors with pay tables. */
const includePayTables: INodeProperties = {
	displayName: 'Include Pay Tables',
	name: 'includePayTables',
	type: 'boolean',
	default: false,
	description:
		'Whether table events include the rows of pay tables, such as salary. Bank accounts are never included.',
};

/** For vendors that keep the days of a leave separately. */
function fetchLeaveDays(cost: string): INodeProperties {
	return {
		displayName: 'Fetch Leave Days',
		name: 'fetchLeaveDays',
		type: 'boolean',
		default: false,
		description: `Whether leave events include how much leave falls on each day; ${cost}`,
	};
}

/** For vendors that may send more events than are listed. */
function otherEvents({ displayName }: Vendor): INodeProperties {
	return {
		displayName: 'Other Events',
		name: 'otherVendorEvents',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. first.event, second.event',
		description: `Names of events that are not in the list, as ${displayName} documents them, separated by commas. They come as they are.`,
		displayOptions: { show: { listenFor: ['vendorEvents'] } },
	};
}

/** For vendors with one listener per event and company. */
function takeOver({ displayName }: Vendor): INodeProperties {
	return {
		displayName: 'Take Over',
		name: 'takeOver',
		type: 'boolean',
		default: false,
		description: `Whether publishing takes an event away from the present listener: ${displayName} has one listener per event`,
	};
}

function byName(options: INodePropertyOptions[]): INodePropertyOptions[] {
	return [...options].sort((a, b) => a.name.localeCompare(b.name));
}
