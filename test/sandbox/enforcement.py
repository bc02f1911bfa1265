"""What MiniStack lacks to enforce IAM as AWS does (AUTH=true), and what the front must know of it to do the rest.

Each piece is held by a test in test/integration/emulator-permissions.test.ts, which fails when MiniStack needs it no
longer. It reaches into MiniStack 1.5.33, which is pinned.
"""

import base64
import json
from urllib.parse import parse_qs

from ministack.app import _request_account_scope
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id, set_request_account_id, set_request_region
from ministack.core.router import extract_access_key_id, extract_region

WHO = "/_sandbox/who"

# Permissions of these names are not there on AWS: each call is authorised as the one for a single message.
BATCHES = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
}

action_of = iam_actions.extract_iam_action
keys_of_dynamodb = iam_actions.dynamodb_service_context


def authorised_action(*request):
    action = action_of(*request)
    return BATCHES.get(action, action)


def dynamodb_context(body):
    """With the partition keys of all rows that a request writes. The one table here calls them `pk`."""
    request = json.loads(body or b"{}")
    writes = [request] + [write for item in request.get("TransactItems", []) for write in item.values()]
    rows = [row for write in writes for row in (write.get("Item"), write.get("Key")) if row]
    keys = [value for row in rows for value in row.get("pk", {}).values()]
    return {**keys_of_dynamodb(body), **({"dynamodb:LeadingKeys": keys} if keys else {})}


def enforcing(app):
    """MiniStack as if TLS had been taken off before it (policies of queues and buckets deny everything else), with one
    path for the front."""
    iam_actions.extract_iam_action = authorised_action
    iam_actions.dynamodb_service_context = dynamodb_context

    async def serve(scope, receive, send):
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif scope["path"] == WHO:
            answer = json.dumps(who(json.loads(await whole_body(receive)))).encode()
            headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": answer})
        else:
            await app({**scope, "scheme": "https"}, receive, send)

    return serve


def who(request):
    """Who signed a request to another service, checked as MiniStack checks its own: `{account, arn, root, policies}`
    with the identity policies as they are deployed now, or `{refused: {code, message}}`."""
    raw_headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request["headers"]]
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in raw_headers}
    query = parse_qs(request["query"], keep_blank_values=True)
    key = extract_access_key_id(headers, query)
    if not key:
        return refused("MissingAuthenticationToken", "Missing Authentication Token")
    set_request_account_id(_request_account_scope(key))
    set_request_region(extract_region(headers, query))
    iam_evaluator.pin_signed_request(request["method"], request["path"], query, raw_headers)
    iam_evaluator.pin_signed_body(base64.b64decode(request["body"]))
    principal = iam_evaluator.authenticate(key, get_account_id())
    if not isinstance(principal, iam_evaluator.AuthError):
        principal = iam_evaluator.resolve_principal(key, get_account_id(), principal)
    if isinstance(principal, iam_evaluator.AuthError):
        return refused(principal.code, principal.message)
    if principal.limits:
        return refused("NotImplemented", "The front knows no permissions boundaries or session policies: teach it")
    return {
        "account": principal.account,
        "arn": principal.arn,
        "root": principal.policies is None,
        "policies": [{"Statement": [document(one) for one in policy]} for policy in principal.policies or []],
    }


def refused(code, message):
    return {"refused": {"code": code, "message": message}}


def document(statement):
    """As it stood in the policy."""
    elements = {
        "Sid": statement.sid,
        "Effect": statement.effect,
        "Action": statement.actions,
        "NotAction": statement.not_actions,
        "Resource": statement.resources,
        "NotResource": statement.not_resources,
        "Condition": statement.conditions,
    }
    return {name: value for name, value in elements.items() if value}


async def whole_body(receive):
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body
