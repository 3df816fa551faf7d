import { z } from 'zod/v4';

import { instantOf } from '../../shared/model/dates';
import { employee } from '../../shared/model/employee';
import { maybeId, words } from '../../shared/outbound/fields';
import { OTHER_TYPES } from './catalogue';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** What is there to be told of a record that is none of HR; whatever it is, it fits. */
const recordSchema = z
	.looseObject({ employee_id: maybeId.catch(null), updated_at: words.catch(null) })
	.catch({ employee_id: null, updated_at: null });

/** What is not written like other words. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
	api: 'API',
	ats: 'ATS',
	timeoff: 'Time Off',
};

/** The rest of Factorial's events: these come as they are, for whoever asks for them. */
export const otherEvents: readonly FactorialEvent[] = Object.entries(OTHER_TYPES).flatMap(
	([domain, resources]) =>
		Object.entries(resources).flatMap(([resource, actions]) =>
			actions.map((action) => otherEvent(domain, resource, action)),
		),
);

function otherEvent(domain: string, resource: string, action: string): FactorialEvent {
	return defineEvent({
		name: `${domain}/${resource}/${action}`,
		label: `${inWords(domain)}: ${inWords(resource)} ${inWords(action)}`,
		description: `What Factorial calls ${inWords(action).toLowerCase()} of a ${inWords(resource).toLowerCase()}`,
		produces: [],
		schema: recordSchema,
		interpret: async ({ employee_id: id, updated_at: at }) => ({
			events: [
				{ eventType: 'other', occurredAt: instantOf(at), employee: employee({ id: id ?? null }) },
			],
		}),
	});
}

/** `job_posting` in title case. */
function inWords(name: string): string {
	return name
		.split('_')
		.map((word) => ABBREVIATIONS[word] ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
		.join(' ');
}
