-- What a request with an idempotency key has done, written with the first thing that it did: a node that dies before the answer is
-- kept leaves this behind, and the request does it no second time. effect: start, message, step; effect_key: the instance, the message.
ALTER TABLE answered_request ADD effect nvarchar(20) COLLATE Latin1_General_100_BIN2;
ALTER TABLE answered_request ADD effect_key bigint;
