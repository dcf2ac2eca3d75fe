-- What a request with an idempotency key has done, written with the first thing that it did: a node that dies before the answer is
-- kept leaves this behind, and the request does it no second time. effect: start, message, step; effect_key: the instance, the message.
ALTER TABLE answered_request ADD COLUMN effect TEXT;
ALTER TABLE answered_request ADD COLUMN effect_key BIGINT;
