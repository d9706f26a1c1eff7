# No timestamps were agreed on, so none are missing: data behind a FIN that is like all else of the server accuses nobody.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example       @request
+26ms   S > C  FIN bare                     @fin
+0.1ms  C > S  ACK
+3ms    S > C  RESPONSE 200 length 900
+0.1ms  C > S  ACK
expect no kind injected-fin
