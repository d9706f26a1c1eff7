# A firewall with an offload engine sends its idle reset with the number of the handshake: the client does not care.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:5432 ttl 46
device ttl 61 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK                      @synack
+0.1ms  C > S  ACK
+1ms    C > S  data 1000
+28ms   S > C  data 1400
+0.1ms  S > C  data 1400
+0.1ms  C > S  ACK
+3600s  M > C  RST seq =end of @synack      @reset
+60s    C > S  data 100
+26ms   S > C  data 100
+0.1ms  C > S  ACK
expect @reset effect ignored origin middlebox accusing ttl-shift life-after-reset
