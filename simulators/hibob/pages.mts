/*
 * The pages that come instead of an answer of the API.
 */

export const LOGIN_PAGE =
	'<!DOCTYPE html>\n<html><head><title>Log in</title></head><body>Log in</body></html>\n';
export const BAD_REQUEST_PAGE =
	'<!DOCTYPE html>\n<html><head><title>Error</title></head><body>Bad Request</body></html>\n';
export const BLOCKED_PAGE =
	'<!DOCTYPE html>\n<html><head><title>Blocked</title></head><body>Access denied</body></html>\n';
export const HTML = 'text/html; charset=UTF-8';
