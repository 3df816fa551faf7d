import type { INodeProperties } from 'n8n-workflow';

import type { VendorWithRoster } from '../vendor';
import { isManaged } from '../vendor';
import { filterProperty } from './filterProperty';
import type { Wording } from './triggerProperties';
import { companyTimeZone, hrEvents, NOT_IN_RECORD, skipRepeats } from './triggerProperties';

/** The texts that differ from vendor to vendor. */
export type ScheduleWording = Pick<Wording, 'notice' | 'preselected' | 'filters' | 'remarks'>;

/** n8n fills in *Every Minute* itself, which is more than most companies need (n8n 2.41). */
const HOW_OFTEN =
	'In Poll Times, n8n begins with Every Minute: once an hour is enough for most companies.';

/** The parameters of a vendor's schedule trigger. n8n itself adds *Poll Times*. */
export function scheduleProperties(
	vendor: VendorWithRoster,
	wording: ScheduleWording,
): INodeProperties[] {
	return [
		{
			displayName: `${wording.notice} ${HOW_OFTEN}`,
			name: 'notice',
			type: 'notice',
			default: '',
		},
		hrEvents(vendor.roster.produces, wording),
		{
			displayName: 'Days Before',
			name: 'daysBefore',
			type: 'string',
			default: '14',
			placeholder: 'e.g. 30, 14, 1',
			description:
				'How many days before its day a reminder comes, such as Start Upcoming. Several numbers are separated by commas; each number gives a reminder of its own.',
		},
		{
			displayName: 'Day Begins At',
			name: 'dayBeginsAt',
			type: 'string',
			default: '06:00',
			placeholder: 'e.g. 06:00',
			description:
				'The time of day at which the events of a day are due, such as Employee Started or Leave Started, in the time zone of the company',
		},
		{
			displayName: 'Last Day Ends At',
			name: 'lastDayEndsAt',
			type: 'string',
			default: '24:00',
			placeholder: 'e.g. 18:00',
			description:
				'The time of day at which a last day counts as over, in the time zone of the company. 24:00 is the end of the day.',
		},
		...(wording.filters === undefined ? [] : [filterProperty(wording.filters, NOT_IN_RECORD)]),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Accept Fewer People',
					name: 'acceptFewerPeople',
					type: 'boolean',
					default: false,
					description:
						'Whether to accept a list with less than half of the people that there were before. Switch it on for one poll, then off again.',
				},
				companyTimeZone,
				skipRepeats,
				{
					displayName: 'Tell What Is Already Due Today',
					name: 'tellWhatIsDue',
					type: 'boolean',
					default: true,
					description:
						'Whether the first poll after publishing also emits the events of today, and reminders of days that are already near. Otherwise it only remembers who is here and who is away.',
				},
				...(isManaged(vendor) ? [watchWebhooks(vendor)] : []),
			],
		},
	];
}

/** For vendors whose webhooks the other trigger makes. */
function watchWebhooks({ displayName }: VendorWithRoster): INodeProperties {
	return {
		displayName: 'Watch Webhooks',
		name: 'watchWebhooks',
		type: 'boolean',
		default: true,
		description: `Whether to check once an hour that ${displayName} still has the webhooks of the ${displayName} trigger in this workflow. A webhook that ${displayName} has switched off is switched on again if that is possible. Otherwise an execution fails and says what to do.`,
	};
}
