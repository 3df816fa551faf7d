import isPlainObject from 'lodash/isPlainObject';
import { z } from 'zod/v4';

import { instantOf } from '../../shared/model/dates';
import { employee } from '../../shared/model/employee';
import { maybeId, moment } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';
import { OTHER_TYPES } from './catalogue';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** The fields that are read from a record that is not about HR. Any record fits. */
const recordSchema = z.preprocess(
	(body) => (isPlainObject(body) ? body : {}),
	record({ decides: {}, detail: { employee_id: maybeId, updated_at: moment } }),
);

/** Words that need another spelling than a capital first letter. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
	api: 'API',
	ats: 'ATS',
	timeoff: 'Time Off',
};

/** The other events of Factorial. They are passed on unchanged to workflows that ask for them. */
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
		description: `Factorial's event "${inWords(action).toLowerCase()}" for "${inWords(resource).toLowerCase()}"`,
		produces: [],
		schema: recordSchema,
		interpret: async ({ employee_id: id, updated_at: at }) => ({
			events: [
				{ eventType: 'other', occurredAt: instantOf(at), employee: employee({ id: id ?? null }) },
			],
		}),
	});
}

/** A name such as `job_posting` in title case. */
function inWords(name: string): string {
	return name
		.split('_')
		.map((word) => ABBREVIATIONS[word] ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
		.join(' ');
}
