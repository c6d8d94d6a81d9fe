"""The addresses beside the Web API: response URLs, uploads and downloads, and the installation of an app."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from bot.mock_slack.basics.arguments import read_body, read_form
from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.basics.safe_json import parse
from bot.mock_slack.beside import files
from bot.mock_slack.hub import Hub
from bot.mock_slack.interacting import responses
from bot.mock_slack.web.app.identity import packed
from bot.mock_slack.workspace.records import File

MAX_RESPONSE = 1_000_000  # bytes of what an app sends to a response_url


async def response_url(hub: Hub, request: Request) -> Response:
    """POST to a `response_url`."""
    status, error, body = 200, "", {}
    try:
        raw = await read_body(request, MAX_RESPONSE)
        url = hub.interactions.use_response_url(request.path_params["key"])
        try:
            body = parse(raw)
        except ValueError:
            raise SlackError("invalid_payload", http_status=400) from None
        if not isinstance(body, dict):
            raise SlackError("invalid_payload", http_status=400)
        responses.respond(hub.workspace, url, body)
    except SlackError as wrong:
        error, status = wrong.error, wrong.http_status if wrong.http_status != 200 else 400
    facts = {"status": status, "error": error or None}
    hub.workspace.journal.write("response_url", facts, sent=body)
    return JSONResponse({"ok": False, "error": error}, status) if error else PlainTextResponse("ok")


async def upload(hub: Hub, request: Request) -> Response:
    """POST or PUT a file's bytes to the address that files.getUploadURLExternal gave: as the body or in a form."""
    try:
        file = hub.workspace.files.get(hub.interactions.spend_upload(request.path_params["key"]) or "")
        if file is None:
            raise SlackError("no_such_url", http_status=404)
        if request.headers.get("content-type", "").startswith("multipart/"):
            parts = await read_form(request, files.MAX_FILE)
            content = next((part for part in parts.values() if isinstance(part, bytes)), b"")
        else:
            content = await read_body(request, files.MAX_FILE)
        files.upload(file, content)
    except SlackError as wrong:
        status = wrong.http_status if wrong.http_status != 200 else 400
        return JSONResponse({"ok": False, "error": wrong.error}, status)
    hub.workspace.journal.write("upload", {"file": file.id, "name": file.name, "size": file.size})
    return PlainTextResponse(f"OK - {file.size}")


async def download(hub: Hub, request: Request) -> Response:
    """GET `url_private` with a token that may read files; without one it leads to the sign-in page, as in Slack."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    token = hub.workspace.tokens.get(given.strip()) if scheme.lower() == "bearer" else None
    file = hub.workspace.files.get(request.path_params["file"].rpartition("-")[2])
    if token is None or token.revoked or "files:read" not in token.scopes:
        return RedirectResponse(f"{hub.workspace.base_url}/?redir={quote(request.url.path)}", 302)
    if file is None or not file.complete or not files.visible(hub.workspace, file, token.user):
        return JSONResponse({"ok": False, "error": "file_not_found"}, 404)
    return attached(file)


async def public_file(hub: Hub, request: Request) -> Response:
    """GET `permalink_public`: anybody may, once files.sharedPublicURL has been called."""
    _, key, secret = f"{request.path_params['file']}--".split("-")[:3]
    file = hub.workspace.files.get(key)
    if file is None or not file.public or secret != file.key:
        return JSONResponse({"ok": False, "error": "file_not_found"}, 404)
    return attached(file)


def attached(file: File) -> Response:
    """The bytes of a file, which nobody has looked into: a browser stores them, and runs nothing in them."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
    }
    return Response(files.content(file), media_type=file.mimetype, headers=headers)


async def permalink(hub: Hub, request: Request) -> Response:
    """GET a file's `permalink`: the page of a person who is signed in, as everybody here is."""
    file = hub.workspace.files.get(request.path_params["file"])
    if file is None or not file.complete:
        return JSONResponse({"ok": False, "error": "file_not_found"}, 404)
    return RedirectResponse(f"/_control/file/{file.id}", 302)


async def authorize(hub: Hub, request: Request) -> Response:
    """GET /oauth/v2/authorize, /openid/connect/authorize: everybody here agrees at once, and the app gets its code."""
    query = request.query_params
    redirect_uri = query.get("redirect_uri") or next(iter(hub.workspace.manifest.redirect_urls), "")
    if query.get("client_id") != hub.workspace.client_id or not redirect_uri.startswith(("http://", "https://")):
        return JSONResponse({"ok": False, "error": "invalid_client_id" if redirect_uri else "bad_redirect_uri"}, 400)
    code = hub.interactions.new_code(redirect_uri)
    if query.get("nonce"):  # which Sign in with Slack repeats in its identity token
        code = f"{code}.{packed(query['nonce'])}"
    joint = "&" if "?" in redirect_uri else "?"
    state = f"&state={query['state']}" if "state" in query else ""
    return RedirectResponse(f"{redirect_uri}{joint}code={code}{state}", 302)
