SELECT kind, path, occurrences, strftime(last_seen_at, '%Y-%m-%dT%H:%M:%SZ') AS last_at
FROM drift
ORDER BY occurrences DESC, kind, path
LIMIT 10
