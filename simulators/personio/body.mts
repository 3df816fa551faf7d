import { isJson, objectIn, Refusal } from '../kit/requests.mts';
import type { Call } from './api.mts';
import { problem } from './problems.mts';

/** 400: the body is not what the endpoint's schema says. */
export function malformed(detail: string, violation?: string): Refusal {
	return new Refusal(problem(400, detail), violation);
}

/** 422: the body is readable, but its values make no sense. */
export function unprocessable(detail: string): Refusal {
	return new Refusal(problem(422, detail));
}

/** The JSON object in a request's body, with known fields only. */
export function jsonObject(call: Call, fields: readonly string[]): Record<string, unknown> {
	if (!isJson(call.contentType)) {
		throw malformed('The body must be application/json', 'content-type');
	}
	const parsed = objectIn(call.body);
	if (parsed === undefined) throw malformed('The body is not a JSON object', 'invalid-json');
	for (const name of Object.keys(parsed)) {
		if (!fields.includes(name)) throw malformed(`${name} is unknown`, 'unknown-field');
	}
	return parsed;
}

/** The text in a field; undefined when there is no such field. */
export function text(body: Record<string, unknown>, name: string): string | undefined {
	const value = body[name];
	if (value === undefined) return undefined;
	if (typeof value !== 'string' || value === '') throw malformed(`${name} is not a text`);
	return value;
}
