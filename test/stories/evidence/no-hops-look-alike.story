# A server in the next room starts from 128 for itself and 64 in its kernel: both are untouched.
client 10.0.0.2:50123 ttl 64
server 10.0.0.9:443 ttl 128 rst-ttl 64
+0      C > S  SYN
+0.3ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+1ms    S > C  data 100
+0.1ms  C > S  ACK
+100s   C > S  data 100
+0.3ms  S > C  RST                          @reset
expect @reset not middlebox silent no-hops ttl-shift
