# An answer that missed its translation back: the pod knows the service's address, not the backend's.
client 10.244.1.5:40000 ttl 64
server 10.96.0.10:443 ttl 62
+0      C > S  SYN
+0.4ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 200
+2ms    S > C  data 1200
+0.1ms  C > S  ACK
connection 2
server 10.244.2.7:8443 ttl 62
+5s     S > C  data 1200                    @leaked
+0.1ms  C > S  RST                          @reset
connection 1
+1ms    S > C  data 100
+0.1ms  C > S  ACK
expect @reset origin client cause unnatted-packet trigger data @leaked not-cause no-such-connection
