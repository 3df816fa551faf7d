import { isJson, objectIn, Refusal } from '../kit/requests.mts';
import type { Call } from './api.mts';
import { invalid, Problem } from './api.mts';
import { EVENT_TYPES } from './catalogue.mts';
import { COMPANY_ID } from './reference.mts';
import type { WebhookChanges } from './state.mts';
import { WEBHOOK_VERSIONS } from './versions.mts';

const FIELDS = ['subscription_type', 'target_url', 'name', 'challenge', 'enabled', 'api_version'];

/** Reads the body of a change. Every field that is in it must be valid. */
export function changesIn(call: Call): WebhookChanges {
	const body = jsonObject(call);
	const { id } = body;
	// Required by the reference, missing from the sample of the guide.
	if (id === undefined) call.violate('missing-id');
	if (id !== undefined && String(id) !== call.params['id']) throw invalid('id', 'is another one');
	onlyKnown(call, body, [...FIELDS, 'id']);
	return fieldsOf(body);
}

/** Reads the body of a creation. Three fields are required. */
export function wishIn(call: Call): WebhookChanges & { type: string; target_url: string } {
	const body = jsonObject(call);
	onlyKnown(call, body, [...FIELDS, 'company_id']);
	const companyId = call.version >= '2026-07-01' ? COMPANY_ID : Number(COMPANY_ID);
	if (body['company_id'] !== companyId) throw invalid('company_id', 'is not your company');
	const { type, target_url: target, ...rest } = fieldsOf(body);
	if (type === undefined) throw invalid('subscription_type', "can't be blank");
	if (target === undefined) throw invalid('target_url', "can't be blank");
	return { ...rest, type, target_url: target };
}

function onlyKnown(call: Call, body: object, known: readonly string[]): void {
	if (Object.keys(body).some((field) => !known.includes(field))) call.violate('unknown-field');
}

function fieldsOf(body: Record<string, unknown>): WebhookChanges {
	const type = text(body, 'subscription_type');
	const target = text(body, 'target_url');
	const version = text(body, 'api_version');
	const name = text(body, 'name');
	const challenge = text(body, 'challenge');
	const { enabled } = body;
	// Whether unknown types are refused is not documented; a client should never find out.
	if (type !== undefined && !EVENT_TYPES.includes(type)) {
		throw invalid('subscription_type', 'is not included in the list');
	}
	if (target !== undefined && !(/^https?:\/\//i.test(target) && URL.canParse(target))) {
		throw invalid('target_url', 'is not a valid URL');
	}
	if (version !== undefined && !WEBHOOK_VERSIONS.includes(version)) {
		throw invalid('api_version', 'is not included in the list');
	}
	if (enabled !== undefined && typeof enabled !== 'boolean') {
		throw invalid('enabled', 'is not a boolean');
	}
	return {
		...(type === undefined ? {} : { type }),
		...(target === undefined ? {} : { target_url: target }),
		...(version === undefined ? {} : { api_version: version }),
		...(name === undefined ? {} : { name }),
		...(challenge === undefined ? {} : { challenge }),
		...(enabled === undefined ? {} : { enabled }),
	};
}

function text(body: Record<string, unknown>, field: string): string | undefined {
	const value = body[field];
	if (value === undefined) return undefined;
	if (typeof value !== 'string') throw invalid(field, 'is not a text');
	return value;
}

function jsonObject({ contentType, body }: Call): Record<string, unknown> {
	const malformed = new Problem('malformed_request', 'Not a JSON object');
	if (!isJson(contentType)) throw new Refusal({ status: 415, body: malformed }, 'content-type');
	const parsed = objectIn(body);
	if (parsed === undefined) throw new Refusal({ status: 400, body: malformed }, 'invalid-json');
	return parsed;
}
