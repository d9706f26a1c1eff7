# The same from the last router before the server: one hop nearer says little, but the connection's timestamps are missing.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:80 ttl 46 timestamps
device ttl 47 window 123 no-df id zero
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host blocked.example   @request
+25ms   M > C  FIN bare                     @fin
+0.1ms  C > S  ACK
+3ms    S > C  RESPONSE 200 length 900
+0.1ms  C > S  ACK
expect kind injected-fin origin middlebox severity error trigger @request accusing timestamps dont-fragment
