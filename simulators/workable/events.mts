import type { EmployeeChanges, EmployeeRecord, Row } from './people.mts';
import type { TimeOffRequest } from './timeoff.mts';

/** Everything a webhook can be for. */
export const EVENT_TYPES = [
	'employee_created',
	'employee_updated',
	'employee_published',
	'onboarding_completed',
	'timeoff_updated',
	'candidate_created',
	'candidate_moved',
	'candidate_deleted',
	'job_deleted',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The body of a delivery. `id` is the resource's, there is no id of the event. */
export interface EventBody {
	data: Record<string, unknown>;
	id: string;
	resource_type: string;
	event_type: string;
	fired_at: string;
}

/** The few fields a new, still unpublished employee is announced with. */
export function employeeCreated(record: EmployeeRecord, firedAt: string): EventBody {
	return employeeEvent('employee_created', record.id, firedAt, {
		id: record.id,
		status: record.status,
		lastname: record.lastname,
		firstname: record.firstname,
		job_title: record.job_title,
		department: record.department,
		start_date: record.start_date,
		phone_group: withoutHistory(record.phone_group),
		legal_entity: record.legal_entity,
		personal_email: withoutHistory(record.personal_email),
		employee_number: record.employee_number,
	});
}

/** The id and what has changed: no previous values, private fields in clear. */
export function employeeUpdated(id: string, changes: EmployeeChanges, firedAt: string): EventBody {
	return employeeEvent('employee_updated', id, firedAt, { id, ...changes });
}

/** Nothing but the work address, in camel case. */
export function employeePublished(record: EmployeeRecord, firedAt: string): EventBody {
	const data = { workEmail: record.work_email ?? null };
	return employeeEvent('employee_published', record.id, firedAt, data);
}

/** A nearly full record, one level deeper than elsewhere. */
export function onboardingCompleted(
	record: EmployeeRecord,
	subdomain: string,
	firedAt: string,
): EventBody {
	return employeeEvent('onboarding_completed', record.id, firedAt, {
		employeeFormStep: {
			id: record.id,
			firstname: record.firstname,
			lastname: record.lastname,
			preferred_name: record.preferred_name,
			employee_number: record.employee_number,
			status: record.status,
			address: record.address,
			phone_group: withoutHistory(record.phone_group),
			work_email: record.work_email ?? null,
			personal_email: withoutHistory(record.personal_email),
			social_group: record.social_group,
			allergies: [],
			dietary_restrictions: [],
			garment_size_group: [],
			job_title: record.job_title,
			start_date: record.start_date,
			legal_entity: record.legal_entity,
			department: record.department,
			marital_status_group: record.marital_status_group,
			phone_type: record.phone_group[0]?.value.phone_type ?? null,
			phone: record.phone_group[0]?.value.phone ?? null,
			avatar: `officedroid/uploads/${record.employee_number}/avatar.jpg`,
		},
		signatureDocuments: {
			employeeDocuments: [
				{
					id: `d${record.employee_number}`,
					filepath: `https://${subdomain}.workable.com/spi/v3/documents/d${record.employee_number}`,
				},
			],
		},
	});
}

/** Approved or reverted; the body's `id` is the employee's, `data.id` the request's. */
export function timeOffUpdated(
	request: TimeOffRequest,
	decision: 'approved' | 'reverted',
	firedAt: string,
): EventBody {
	return employeeEvent(`timeoff_request_${decision}`, request.employee_id, firedAt, {
		id: request.id,
		state: request.state,
		to_date: request.to_date,
		from_date: request.from_date,
		half_days: request.half_days,
		updated_at: request.updated_at,
		updated_by: request.updated_by,
		category_name: request.category_name,
		formatted_period: request.formatted_period,
		requesting_total: request.requesting_total,
		timeoff_tracking_unit: request.timeoff_tracking_unit,
	});
}

/** Rows refer to themselves in the API, but to nothing in the webhooks. */
function withoutHistory<T>(rows: ReadonlyArray<Row<T>>): Array<Row<T>> {
	return rows.map((row) => ({ ...row, history_of: null }));
}

function employeeEvent(
	eventType: string,
	id: string,
	firedAt: string,
	data: Record<string, unknown>,
): EventBody {
	return { data, id, resource_type: 'employee', event_type: eventType, fired_at: firedAt };
}

export interface Candidate {
	id: string;
	firstname: string;
	lastname: string;
	stage: string;
	job: { shortcode: string; title: string };
	created_at: string;
}

/** A candidate was created or moved to another stage. */
export function candidateChanged(
	eventType: 'candidate_created' | 'candidate_moved',
	candidate: Candidate,
	subdomain: string,
	firedAt: string,
): EventBody {
	const { id, firstname, lastname, stage, job } = candidate;
	const data = {
		account: { name: 'Acme', subdomain },
		id,
		name: `${firstname} ${lastname}`,
		firstname,
		lastname,
		headline: null,
		job,
		stage,
		disqualified: false,
		disqualification_reason: null,
		disqualified_at: null,
		email: `${firstname.toLowerCase()}.${id}@private.example`,
		phone: null,
		address: null,
		domain: null,
		cover_letter: null,
		education_entries: [],
		experience_entries: [],
		image_url: null,
		created_at: candidate.created_at,
		updated_at: firedAt,
	};
	return { data, id, resource_type: 'candidate', event_type: eventType, fired_at: firedAt };
}

/** A candidate is gone. Nothing but the id is known to be in the body. */
export function candidateDeleted(id: string, firedAt: string): EventBody {
	const data = { id };
	return {
		data,
		id,
		resource_type: 'candidate',
		event_type: 'candidate_deleted',
		fired_at: firedAt,
	};
}

/** A job is gone. The real body is not documented; this is the least it can hold. */
export function jobDeleted(shortcode: string, firedAt: string): EventBody {
	const data = { id: shortcode, shortcode };
	return {
		data,
		id: shortcode,
		resource_type: 'job',
		event_type: 'job_deleted',
		fired_at: firedAt,
	};
}
