-- Nonces of signed requests, until nobody would let such a request in for its age. They are no part of what the log
-- tells, and no backup has them.
CREATE TABLE nonces (
  client TEXT NOT NULL,
  nonce TEXT NOT NULL,
  expire_micros BIGINT NOT NULL,
  PRIMARY KEY (client, nonce)
);
CREATE INDEX nonces_by_expiry ON nonces (expire_micros);
