# Nine probes 75 s apart bring no answer: the server gives up.
client 10.0.0.2:50123 ttl 50
server 203.0.113.9:5432 ttl 64
+0      C > S  SYN
+0.1ms  S > C  SYN-ACK
+26ms   C > S  ACK
+1ms    C > S  data 100
+1ms    S > C  data 300
+26ms   C > S  ACK
+7200s  S > C  KEEPALIVE
+75s    S > C  KEEPALIVE
+75s    S > C  KEEPALIVE
+75s    S > C  KEEPALIVE
+75s    S > C  KEEPALIVE
+75s    S > C  KEEPALIVE
+75s    S > C  KEEPALIVE
+75s    S > C  KEEPALIVE
+75s    S > C  KEEPALIVE
+75s    S > C  RST-ACK                      @reset
expect @reset origin server cause tcp-keepalive-timeout severity warn not-cause idle-timeout abort
